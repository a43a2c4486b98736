package io.watchfloor.rules.engine;

import java.util.Arrays;

/** Literals as a tree of their bytes, numbered in the order of insertion; the root is 0. What an {@link Automaton} is built from. */
final class Trie {
    static final int NONE = -1;

    int[] firstChild = new int[64];
    int[] sibling = new int[64];
    byte[] label = new byte[64];
    /** The last pattern that ends at the node, or {@link #NONE}. */
    int[] pattern = new int[64];
    /** By pattern: the one before it that ends at the same node, or {@link #NONE}. */
    final int[] samePlace;

    int size;

    Trie(int patterns) {
        samePlace = new int[patterns];
        int root = newNode((byte) 0);
        assert root == 0;
    }

    void insert(int number, byte[] literal) {
        int node = 0;
        for (byte b : literal) {
            int child = child(node, b);
            node = child == NONE ? addChild(node, b) : child;
        }
        samePlace[number] = pattern[node];
        pattern[node] = number;
    }

    int child(int node, byte b) {
        int child = firstChild[node];
        while (child != NONE && label[child] != b) {
            child = sibling[child];
        }
        return child;
    }

    private int addChild(int parent, byte b) {
        int node = newNode(b);
        sibling[node] = firstChild[parent];
        firstChild[parent] = node;
        return node;
    }

    private int newNode(byte b) {
        if (size == label.length) {
            grow(size * 2);
        }
        label[size] = b;
        firstChild[size] = NONE;
        sibling[size] = NONE;
        pattern[size] = NONE;
        return size++;
    }

    private void grow(int capacity) {
        firstChild = Arrays.copyOf(firstChild, capacity);
        sibling = Arrays.copyOf(sibling, capacity);
        label = Arrays.copyOf(label, capacity);
        pattern = Arrays.copyOf(pattern, capacity);
    }
}
