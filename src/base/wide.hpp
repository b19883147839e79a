// SPDX-License-Identifier: Apache-2.0
#pragma once

// RENMAI_WIDE before a function compiles it twice, for any x86-64 and for AVX2 (with popcnt); the loader picks once. No
// OpenMP region may stand inside. Elsewhere, and under sanitizers, which run after the loader's choice, it is nothing.
#if defined(__x86_64__) && defined(__linux__) && !defined(__AVX2__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#define RENMAI_WIDE __attribute__((target_clones("avx2", "default")))
#endif
#else
#define RENMAI_WIDE __attribute__((target_clones("avx2", "default")))
#endif
#endif
#ifndef RENMAI_WIDE
#define RENMAI_WIDE
#endif
