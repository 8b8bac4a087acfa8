// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
/// Elements live in chunks. A copy copies pointers to chunks; who changes an element of a chunk that is
/// shared makes a chunk of its own first. References to elements last until the next edit() or push_back().
/// One thread at a time for each vector; copies may be used on different threads.
template <typename T, std::size_t kChunk = 512> class SharedVector {
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
    const T &operator[](std::size_t i) const { return (*chunks_[i / kChunk])[i % kChunk]; }
    const T &front() const { return (*this)[0]; }
    const T &back() const { return (*this)[size_ - 1]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size_}; }
    Range all() const { return {begin(), end()}; }

    /// For changing it.
    T &edit(std::size_t i) { return own(i / kChunk)[i % kChunk]; }
    T &editBack() { return edit(size_ - 1); }

    T &push_back(T value)
    {
        if (size_ % kChunk == 0)
            chunks_.push_back(std::make_shared<Chunk>());
        Chunk &chunk = own(chunks_.size() - 1);
        chunk.push_back(std::move(value));
        ++size_;
        return chunk.back();
    }
    void resize(std::size_t size)
    {
        while (size_ < size)
            push_back({});
        if (size_ == size)
            return;
        chunks_.resize((size + kChunk - 1) / kChunk);
        size_ = size;
        if (size % kChunk != 0)
            own(chunks_.size() - 1).resize(size % kChunk);
    }
    void pop_back()
    {
        own(chunks_.size() - 1).pop_back();
        if (--size_ % kChunk == 0)
            chunks_.pop_back();
    }
    void clear()
    {
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

    Chunk &own(std::size_t index)
    {
        std::shared_ptr<Chunk> &chunk = chunks_[index];
        // Another owner may let go of it meanwhile, on another thread: then a copy is made in vain.
        if (chunk.use_count() > 1)
            chunk = std::make_shared<Chunk>(*chunk);
        return *chunk;
    }

    std::vector<std::shared_ptr<Chunk>> chunks_;
    std::size_t size_ = 0;
};

} // namespace sockstep
