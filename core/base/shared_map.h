// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/shared_vector.h"

#include <cstdint>
#include <functional>

namespace sockstep {

/// A map whose copies share what neither has changed since, as SharedVector's do: of a session with many
/// connections, each checkpoint would have all of them otherwise. Entries are never taken out. A hash table
/// with chains; references last until the next edit(). One thread at a time for each map.
template <typename Key, typename Value, typename Hash = std::hash<Key>> class SharedMap {
public:
    std::size_t size() const { return entries_.size(); }
    /// Null if there is none.
    const Value *find(const Key &key) const
    {
        const Place place = placeOf(key);
        return place == kNone ? nullptr : &entries_[place - 1].value;
    }
    /// For changing it; a new one if there was none.
    Value &edit(const Key &key)
    {
        Place place = placeOf(key);
        if (place == kNone) {
            if (entries_.size() == heads_.size())
                grow();
            entries_.push_back({key, {}});
            place = static_cast<Place>(entries_.size());
            chain(place);
        }
        return entries_.edit(place - 1).value;
    }

private:
    using Place = std::uint32_t; // in entries_, from 1
    static constexpr Place kNone = 0;
    static constexpr std::size_t kLeast = 16;
    struct Entry {
        Key key;
        Value value;
    };

    std::size_t bucketOf(const Key &key) const
    {
        // Keys that differ in their upper half alone, as ports packed into one number, go apart as well.
        constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio
        const std::uint64_t mixed = std::uint64_t {Hash {}(key)} * kGolden;
        return static_cast<std::size_t>(mixed >> 32) & (heads_.size() - 1); // a power of two
    }
    Place placeOf(const Key &key) const
    {
        Place place = heads_.empty() ? kNone : heads_[bucketOf(key)];
        while (place != kNone && !(entries_[place - 1].key == key))
            place = next_[place - 1];
        return place;
    }
    void chain(Place place)
    {
        Place &head = heads_.edit(bucketOf(entries_[place - 1].key));
        next_.push_back(head);
        head = place;
    }
    void grow()
    {
        const std::size_t buckets = std::max(kLeast, heads_.size() * 2);
        heads_.clear();
        heads_.resize(buckets);
        next_.clear();
        for (Place place = 1; place <= entries_.size(); ++place)
            chain(place);
    }

    // Small chunks: a new entry changes one anywhere in heads_.
    SharedVector<Entry, 16> entries_;
    SharedVector<Place, 64> heads_; // by bucket
    SharedVector<Place> next_; // parallel to entries_
};

} // namespace sockstep
