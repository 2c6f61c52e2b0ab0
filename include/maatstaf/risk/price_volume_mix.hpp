// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// What was bought of one product in one period.
struct PurchasedProduct {
    std::string product{};
    double volume = 0.0;  ///< hours, days, pieces: one unit for all products that are compared
    double cost = 0.0;    ///< euros
    static constexpr auto fields() {
        using O = PurchasedProduct;
        return std::tuple{field("product", &O::product, "code or name"), field("volume", &O::volume, "in one unit"),
                          field("cost", &O::cost, "euros")};
    }
};

/// In what order the parts of a change are counted. The sum is the same; what happens together is divided differently.
enum class ChangeOrder : std::uint8_t {
    /// the mean over all orders (Shapley value; Bennet's indicator for price and volume): no order is favoured
    average,
    price_last,  ///< volume, mix, inflation, price: prices weigh the new volumes (Laspeyres volume, Paasche price)
};
constexpr auto enum_names(ChangeOrder) {
    return std::array{EnumName<ChangeOrder>{ChangeOrder::average, "average"},
                      EnumName<ChangeOrder>{ChangeOrder::price_last, "price_last"}};
}

struct PriceVolumeMixOptions {
    ChangeOrder order = ChangeOrder::average;
    double inflation = 1.0;  ///< price level of the later period against the earlier, for example 1.177
    static constexpr auto fields() {
        using O = PriceVolumeMixOptions;
        return std::tuple{field("order", &O::order, "in what order the parts are counted"),
                          field("inflation", &O::inflation, "later price level / earlier; 1 for none")};
    }
};

/// A change of cost in parts; they add up to `after` - `before`.
struct CostChange {
    std::string product{};
    double before = 0.0;     ///< euros
    double after = 0.0;
    double volume = 0.0;     ///< more or less of everything together
    double mix = 0.0;        ///< a larger or smaller part of the whole
    double inflation = 0.0;  ///< the price level as a whole
    double price = 0.0;      ///< own price, beyond the price level
    double started = 0.0;    ///< products without any volume before
    double ended = 0.0;      ///< products without any volume after (negative)

    static constexpr auto fields() {
        using R = CostChange;
        return std::tuple{field("product", &R::product, "product"), field("before", &R::before, "euros"),
                          field("after", &R::after, "after"),
                          field("volume", &R::volume, "more or less of everything together"),
                          field("mix", &R::mix, "a larger or smaller part of the whole"),
                          field("inflation", &R::inflation, "the price level as a whole"),
                          field("price", &R::price, "own price, beyond the price level"),
                          field("started", &R::started, "products without any volume before"),
                          field("ended", &R::ended, "products without any volume after")};
    }
};

struct PriceVolumeMixResult {
    PriceVolumeMixOptions options{};
    CostChange total{};
    std::vector<CostChange> products{};  ///< those before in their order, then the new ones
    std::vector<Caveat> caveats{};
    /// product, before, after, change, volume, mix, inflation, price, started, ended; the total last, with an empty
    /// name.
    Table table() const;

    static constexpr auto fields() {
        using R = PriceVolumeMixResult;
        return std::tuple{field("options", &R::options, "options"), field("total", &R::total, "total"),
                          field("products", &R::products, "those before in their order, then the new ones"),
                          field("caveats", &R::caveats, "caveats")};
    }
};

/// Divides the change of a bill into volume, mix, inflation and price, per product and in all. With Q the volume of the
/// products of both periods, s_i the part of i in it and p_i its price, c_i = Q s_i I p_i; each factor goes from its
/// earlier to its later value. Products of one period only have no price to compare and stand apart.
/// Throws ArgumentError or DataError for negative volumes or costs, cost without volume, products given twice, and
/// inflation that is not positive.
PriceVolumeMixResult price_volume_mix(std::span<const PurchasedProduct> before, std::span<const PurchasedProduct> after,
                                      const PriceVolumeMixOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const PriceVolumeMixResult& result);
template <>
PriceVolumeMixResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
