// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace sockstep {

/// A vector whose copies share what neither has changed since: the tables that readers keep of a long
/// recording are copied again and again, once for each checkpoint (see replay/timeline.h), and differ at
/// their ends only.
///
/// Elements live in chunks, and all but the last few chunks in groups. A copy copies pointers to
/// groups and to the last chunks: of a million elements about two hundred and fifty. Who changes an element
/// of a chunk that is shared makes a chunk of its own first. References to elements last until the next
/// edit() or push_back(). One thread at a time for each vector; copies may be used on different threads.
template <typename T, std::size_t kChunk = 512, std::size_t kGroup = 256> class SharedVector {
public:
    class Iterator {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T *;
        using reference = const T &;

        Iterator() = default;
        Iterator(const SharedVector *vector, std::size_t at)
            : vector_(vector)
            , at_(at)
        {
        }
        reference operator*() const { return (*vector_)[at_]; }
        pointer operator->() const { return &(*vector_)[at_]; }
        reference operator[](difference_type n) const { return *(*this + n); }
        Iterator &operator+=(difference_type n)
        {
            at_ = static_cast<std::size_t>(static_cast<difference_type>(at_) + n);
            return *this;
        }
        Iterator &operator-=(difference_type n) { return *this += -n; }
        Iterator &operator++() { return *this += 1; }
        Iterator &operator--() { return *this -= 1; }
        Iterator operator++(int) { return std::exchange(*this, *this + 1); }
        Iterator operator--(int) { return std::exchange(*this, *this - 1); }
        friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
        friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
        friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
        friend difference_type operator-(const Iterator &a, const Iterator &b)
        {
            return static_cast<difference_type>(a.at_) - static_cast<difference_type>(b.at_);
        }
        friend bool operator==(const Iterator &a, const Iterator &b) { return a.at_ == b.at_; }
        friend auto operator<=>(const Iterator &a, const Iterator &b) { return a.at_ <=> b.at_; }

    private:
        const SharedVector *vector_ = nullptr;
        std::size_t at_ = 0;
    };

    /// Some elements that follow each other, as std::span has them.
    class Range {
    public:
        Range(Iterator first, Iterator end)
            : first_(first)
            , end_(end)
        {
        }
        Iterator begin() const { return first_; }
        Iterator end() const { return end_; }
        std::size_t size() const { return static_cast<std::size_t>(end_ - first_); }
        bool empty() const { return first_ == end_; }
        const T &front() const { return *first_; }
        const T &back() const { return *(end_ - 1); }
        const T &operator[](std::size_t i) const { return first_[static_cast<std::ptrdiff_t>(i)]; }

    private:
        Iterator first_;
        Iterator end_;
    };

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T &operator[](std::size_t i) const
    {
        assert(i < size_);
        const std::size_t chunk = i / kChunk;
        const std::size_t grouped = groups_.size() * kGroup;
        return chunk < grouped ? (*(*groups_[chunk / kGroup])[chunk % kGroup])[i % kChunk]
                               : (*chunks_[chunk - grouped])[i % kChunk];
    }
    const T &front() const { return (*this)[0]; }
    const T &back() const { return (*this)[size_ - 1]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size_}; }
    Range all() const { return {begin(), end()}; }

    /// For changing it.
    T &edit(std::size_t i)
    {
        assert(i < size_);
        const std::size_t chunk = i / kChunk;
        const std::size_t grouped = groups_.size() * kGroup;
        return chunk < grouped ? own((*ownGroup(chunk / kGroup))[chunk % kGroup])[i % kChunk]
                               : own(chunks_[chunk - grouped])[i % kChunk];
    }
    T &editBack() { return edit(size_ - 1); }

    T &push_back(T value)
    {
        if (size_ % kChunk == 0)
            addChunk();
        Chunk &chunk = own(chunks_.back());
        chunk.push_back(std::move(value));
        ++size_;
        return chunk.back();
    }
    void resize(std::size_t size)
    {
        while (size_ < size)
            push_back({});
        while (size_ > size)
            pop_back();
    }
    void pop_back()
    {
        assert(size_ > 0);
        if (chunks_.empty())
            openLastGroup();
        own(chunks_.back()).pop_back();
        if (--size_ % kChunk == 0)
            chunks_.pop_back();
    }
    void clear()
    {
        groups_.clear();
        chunks_.clear();
        size_ = 0;
    }
    /// Before \p place; cheap near the end.
    void insert(std::size_t place, T value)
    {
        push_back(std::move(value));
        for (std::size_t i = size_ - 1; i > place; --i)
            std::swap(edit(i), edit(i - 1));
    }
    /// Cheap near the end, as well.
    void erase(std::size_t place)
    {
        for (std::size_t i = place; i + 1 < size_; ++i)
            edit(i) = std::move(edit(i + 1));
        pop_back();
    }

private:
    using Chunk = std::vector<T>;
    using ChunkPointer = std::shared_ptr<Chunk>;
    using Group = std::array<ChunkPointer, kGroup>;

    // Another owner may let go of it meanwhile, on another thread: then a copy is made in vain.
    static Chunk &own(ChunkPointer &chunk)
    {
        if (chunk.use_count() > 1)
            chunk = std::make_shared<Chunk>(*chunk);
        return *chunk;
    }
    Group *ownGroup(std::size_t index)
    {
        std::shared_ptr<Group> &group = groups_[index];
        if (group.use_count() > 1)
            group = std::make_shared<Group>(*group);
        return group.get();
    }
    void addChunk()
    {
        if (chunks_.size() == kGroup) {
            auto group = std::make_shared<Group>();
            std::move(chunks_.begin(), chunks_.end(), group->begin());
            chunks_.clear();
            groups_.push_back(std::move(group));
        }
        chunks_.push_back(std::make_shared<Chunk>());
    }
    void openLastGroup()
    {
        chunks_.assign(groups_.back()->begin(), groups_.back()->end());
        groups_.pop_back();
    }

    std::vector<std::shared_ptr<Group>> groups_; // full ones; the chunks after them are in chunks_
    std::vector<ChunkPointer> chunks_;
    std::size_t size_ = 0;
};

} // namespace sockstep
