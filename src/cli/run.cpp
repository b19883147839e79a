// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <filesystem>
#include <optional>
#include <system_error>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "cli/complete.hpp"
#include "cli/help.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/session.hpp"

namespace renmai::cli {
namespace {

void print(std::string_view text) {
  write_output("", OnTerminal::escape, [&](std::ostream& out) { out << text; });
}

/// Loads data for completion, once, and only if that is quick; whatever goes wrong leaves names out.
class QuickData {
 public:
  explicit QuickData(std::vector<std::string> words) : words_(std::move(words)) {}

  [[nodiscard]] CompletionData get(Messages& messages) {
    if (!session_ && !tried_) load(messages);
    if (!session_) return {};
    return {&session_->records(), &regions_};
  }

 private:
  void load(Messages& messages) {
    tried_ = true;
    try {
      Settings settings;
      settings.graphs = graphs();
      std::uintmax_t bytes = 0;
      for (const std::string& path : named_data(settings)) {
        if (path == "-") return;
        bytes += size_of(path);
      }
      constexpr std::uintmax_t quick_bytes = std::uintmax_t{32} << 20;
      if (bytes > quick_bytes) return;
      settings.max_bad = UINT64_MAX;
      auto session = std::make_unique<Session>(Typed{}, settings, messages);
      regions_ = session->regions();
      session_ = std::move(session);
    } catch (const std::exception&) {  // a shell that completes has no place for messages
      session_.reset();
    }
  }

  [[nodiscard]] std::vector<std::string> graphs() const {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string& word = words_[i];
      if ((word == "-g" || word == "--graph") && i + 2 < words_.size())
        paths.push_back(words_[i + 1]);
      else if (word.starts_with("--graph="))
        paths.push_back(word.substr(word.find('=') + 1));
      else if (word.starts_with("-g") && word.size() > 2)
        paths.push_back(word.substr(2));
    }
    return paths;
  }

  static std::uintmax_t size_of(const std::string& path) {
    namespace fs = std::filesystem;
    if (!fs::is_directory(path)) return fs::file_size(path);
    std::uintmax_t bytes = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
      if (entry.is_regular_file()) bytes += entry.file_size();
    }
    return bytes;
  }

  std::vector<std::string> words_;
  std::unique_ptr<Session> session_;
  Regions regions_;
  bool tried_ = false;
};

/// `__complete SHELL WORDS...`, called by the scripts of `completion`.
int answer_completion(std::vector<std::string> words, Messages& messages) {
  constexpr std::size_t head = 2;
  if (words.size() < head) return 0;
  const std::string shell = words[1];
  words.erase(words.begin(), words.begin() + head);
  if (shell == "bash") {  // gives every word as typed; fish only the last one, zsh none
    for (std::string& word : words) word = unquote_shell_word(word);
  } else if (shell == "fish" && !words.empty()) {
    words.back() = unquote_shell_word(words.back());
  }
  messages.configure(true, false, ColorMode::never);
  QuickData data(words);
  print(completion_answer(words, [&] { return data.get(messages); }));
  return 0;
}

/// Sends progress to the messages as long as it lives.
class ProgressOn {
 public:
  explicit ProgressOn(Messages& messages) : messages_(messages) {
    set_progress_listener([&messages](std::string_view what, std::uint64_t done, std::uint64_t total) {
      messages.progress(what, done, total);
    });
  }
  ProgressOn(const ProgressOn&) = delete;
  ProgressOn& operator=(const ProgressOn&) = delete;
  ~ProgressOn() {
    set_progress_listener({});
    messages_.clear_progress();
  }

 private:
  Messages& messages_;
};

int tell(const Typed& typed, const Settings& settings) {
  if (settings.version) {
    print(version_text());
    return 0;
  }
  const HelpLength length = settings.long_help ? HelpLength::complete : HelpLength::brief;
  print(to_plain(typed.verb == nullptr ? program_page(length) : verb_page(*typed.verb, length)));
  return 0;
}

}  // namespace

int run(std::vector<std::string> words, Messages& messages) {
  if (!words.empty() && words.front() == "__complete") return answer_completion(std::move(words), messages);
  Typed typed = parse_words(std::move(words));
  Settings settings = settle(typed);
  messages.configure(settings.quiet, settings.verbose, settings.color);
  if (settings.version || settings.short_help || settings.long_help) return tell(typed, settings);
  if (typed.verb == nullptr) {
    throw Error(ErrorKind::usage, "which verb?", {}, "`renmai help` lists the verbs, `renmai -h` briefly");
  }
  set_thread_count(settings.threads);
  set_progress_listener(
      [&](std::string_view what, std::uint64_t done, std::uint64_t total) { messages.progress(what, done, total); });
  Session session(std::move(typed), std::move(settings), messages);
  return session.verb().run(session);
}

}  // namespace renmai::cli
