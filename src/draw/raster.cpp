// SPDX-License-Identifier: Apache-2.0
#include "draw/raster.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/error.hpp"
#include "draw/svg.hpp"

namespace renmai {
namespace {

constexpr double dots_a_point = 2;
constexpr double most_pixels = 40e6;

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
};
template <class Held>
using Owner = std::unique_ptr<Held, Release>;

[[noreturn]] void fail(std::string_view form, const char* why) {
  throw Error(ErrorKind::output, "cannot write the picture as " + std::string(form) + ": " + why);
}

cairo_status_t append(void* target, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

Owner<RsvgHandle> parse(std::string_view svg, std::string_view form) {
  GError* error = nullptr;
  Owner<RsvgHandle> handle(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
  if (handle) return handle;
  const std::string why = error != nullptr ? error->message : "it is no SVG";
  g_clear_error(&error);
  fail(form, why.c_str());
}

void draw_on(cairo_surface_t* surface, RsvgHandle* handle, double width, double height, double scale,
             std::string_view form) {
  const Owner<cairo_t> context(cairo_create(surface));
  cairo_scale(context.get(), scale, scale);
  const RsvgRectangle view{0, 0, width, height};
  GError* error = nullptr;
  if (rsvg_handle_render_document(handle, context.get(), &view, &error) != FALSE) return;
  const std::string why = error != nullptr ? error->message : "drawing failed";
  g_clear_error(&error);
  fail(form, why.c_str());
}

}  // namespace

std::string render_svg(std::string_view svg, std::string_view form) {
  if (form == "svg") return std::string(svg);
  if (form == "html") return detail::page_around(svg);
  if (form != "png" && form != "pdf")
    throw Error(ErrorKind::usage,
                "this kind of picture has no form '" + std::string(form) + "'; it has svg, png, pdf, html");
  const Owner<RsvgHandle> handle = parse(svg, form);
  double width = 0;
  double height = 0;
  if (rsvg_handle_get_intrinsic_size_in_pixels(handle.get(), &width, &height) == FALSE) fail(form, "it has no size");
  std::string bytes;
  if (form == "png") {
    const double scale = std::min(dots_a_point, std::sqrt(most_pixels / (width * height)));
    const Owner<cairo_surface_t> surface(cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, static_cast<int>(std::ceil(width * scale)), static_cast<int>(std::ceil(height * scale))));
    draw_on(surface.get(), handle.get(), width, height, scale, form);
    if (cairo_surface_write_to_png_stream(surface.get(), &append, &bytes) != CAIRO_STATUS_SUCCESS)
      fail(form, "no memory");
    return bytes;
  }
  {
    const Owner<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(&append, &bytes, width, height));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00");
    draw_on(surface.get(), handle.get(), width, height, 1, form);
    cairo_surface_finish(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) fail(form, "no memory");
  }
  return bytes;
}

}  // namespace renmai
