// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/dot.hpp"

#include <cmath>

#include "framework/lists.hpp"

namespace maatstaf {
namespace {

/// A DOT string: quotes and backslashes escaped, line ends as \n.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20) out += ' ';
        else out += c;
    }
    return out += '"';
}

std::string_view shape_of(ItemKind kind) {
    switch (kind) {
    case ItemKind::domain:
    case ItemKind::life_area: return "folder";
    case ItemKind::ambition: return "box";
    case ItemKind::result: return "box, style=rounded";
    case ItemKind::contribution: return "hexagon";
    case ItemKind::activity: return "component";
    case ItemKind::indicator: return "ellipse";
    }
    return "box";
}

class DotWriter {
public:
    DotWriter(const Framework& framework, const DotOptions& options) : framework_(framework), options_(options) {}

    std::string write() {
        const auto& data = framework_.data();
        out_ = "digraph " + in_quotes(data.name.empty() ? data.id : data.name) + " {\n  rankdir=LR;\n";
        detail::for_each_item(data, [&](ItemKind kind, const Item& item) { add_node(kind, item); });
        detail::for_each_item(data, [&](ItemKind kind, const Item& item) {
            if (is_drawn(kind) && can_point_at(item.parent)) add_edge(item.parent, item.id, "class=parent");
        });
        for (const auto& contribution : data.contributions)
            for (const auto& split : contribution.to)
                if (can_point_at(split.result)) {
                    const auto share = std::isnan(split.share) ? std::string("?") : to_text(split.share);
                    add_edge(contribution.id, split.result, "class=split, label=" + in_quotes(share));
                }
        for (const auto& activity : data.activities)
            for (const auto& link : activity.links) add_link(activity, link);
        return out_ += "}\n";
    }

private:
    bool is_drawn(ItemKind kind) const { return options_.indicators || kind != ItemKind::indicator; }
    bool can_point_at(const std::string& id) const { return framework_.has(id) && is_drawn(framework_.kind(id)); }

    void add_node(ItemKind kind, const Item& item) {
        if (!is_drawn(kind)) return;
        const bool with_name = options_.names && !item.name.empty();
        out_ += "  " + in_quotes(item.id) + " [class=" + std::string(to_name(kind)) +
                ", shape=" + std::string(shape_of(kind)) +
                ", label=" + in_quotes(with_name ? item.id + "\n" + item.name : item.id) + "];\n";
    }

    void add_edge(std::string_view from, std::string_view to, std::string_view attributes) {
        ((((out_ += "  ") += in_quotes(from)) += " -> ") += in_quotes(to)) += " [";
        (out_ += attributes) += "];\n";
    }

    void add_link(const Activity& activity, const ActivityLink& link) {
        const bool is_core = link.kind == LinkKind::core;
        std::string attributes = is_core ? "class=core, style=bold" : "class=side, style=dashed";
        if (!link.topic.empty()) attributes += ", label=" + in_quotes(link.topic);
        if (can_point_at(link.target)) {
            add_edge(activity.id, link.target, attributes);
        } else if (is_core && link.target.empty()) {
            // Ids hold no control characters, so this node cannot be taken for an item.
            const std::string open = activity.id + "\n?";
            out_ += "  " + in_quotes(open) + " [class=open, shape=plaintext, label=\"?\"];\n";
            add_edge(activity.id, open, attributes);
        }
    }

    const Framework& framework_;
    const DotOptions& options_;
    std::string out_;
};

}  // namespace

std::string framework_to_dot(const Framework& framework, const DotOptions& options) {
    return DotWriter(framework, options).write();
}

}  // namespace maatstaf
