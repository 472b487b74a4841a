// html.c - the names of HTML tags, which are builtin functions of the language
#include "frontend/fuse/fuse_int.h"

// Sorted, for binary search.
static const char *const normal_tags[] = {
    "a", "abbr", "acronym", "address", "applet", "article", "aside", "audio", "b", "bdi", "bdo",
    "big", "blockquote", "body", "button", "canvas", "caption", "center", "cite", "code",
    "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl",
    "dt", "em", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "html", "i", "iframe", "ins",
    "kbd", "label", "legend", "li", "main", "map", "mark", "marquee", "math", "menu", "meter",
    "nav", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p",
    "picture", "plaintext", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp",
    "script", "search", "section", "select", "slot", "small", "span", "strike", "strong", "style",
    "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video", "xmp"};
static const char *const void_tags[] = {
    "area", "base", "basefont", "br", "col", "embed", "hr", "image", "img", "input", "isindex",
    "keygen", "link", "meta", "param", "source", "track", "wbr"};

static bool find(const char *const *list, size_t n, Str name)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = str_cmp(str_of(list[mid]), name);
        if (c == 0)
            return true;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

bool html_is_void(Str name) { return find(void_tags, COUNT(void_tags), name); }

bool html_is_tag(Str name)
{
    return find(normal_tags, COUNT(normal_tags), name) || html_is_void(name);
}
