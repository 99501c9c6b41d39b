#!/usr/bin/env python3
"""Verifies proofs and whole journals of AuditGen with Python and openssl only, from docs/ledger.md.

  verify_ledger.py proof FILE VKEY       a proof of inclusion or consistency
  verify_ledger.py journal FOLDER VKEY   every event of a journal against its ledger
Exit code 0: holds; 1: does not, the reason on the error stream.
"""
import base64
import glob
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile


class Rejected(Exception):
    pass


def check(holds, reason):
    if not holds:
        raise Rejected(reason)


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(text):
    return sha256(b"\x00" + text)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Key:
    """A vkey: name+keyid+base64(0x02 || SPKI)."""

    def __init__(self, vkey):
        self.name, key_id, material = vkey.strip().split(" ")[0].split("+", 2)
        self.id = bytes.fromhex(key_id)
        material = base64.b64decode(material)
        check(material[0] == 2, "only ECDSA keys (type 0x02) are supported")
        self.spki = material[1:]
        check(sha256(self.spki)[:4] == self.id, "the key id is not that of the key")

    def verifies(self, text, signature):
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("key", "signature", "text")]
            pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(self.spki) + b"-----END PUBLIC KEY-----\n"
            for path, content in zip(paths, (pem, signature, text)):
                with open(path, "wb") as file:
                    file.write(content)
            run = subprocess.run(
                ["openssl", "dgst", "-sha256", "-verify", paths[0], "-signature", paths[1], paths[2]],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return run.returncode == 0


def open_checkpoint(note, key):
    """Checks a signed note and gives (origin, size, root)."""
    text, _, signatures = note.rpartition(b"\n\n")
    text += b"\n"
    verified = False
    for line in signatures.decode().rstrip("\n").split("\n"):
        dash, name, encoded = line.split(" ")
        check(dash == "\u2014", "a signature line is malformed")
        signature = base64.b64decode(encoded, validate=True)
        if name == key.name and signature[:4] == key.id:
            check(key.verifies(text, signature[4:]), "the signature does not verify")
            verified = True
    check(verified, "no signature by the given key")
    lines = text.decode().split("\n")
    check(len(lines) >= 4 and lines[1] == str(int(lines[1])), "the checkpoint is malformed")
    return lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)


def check_inclusion(index, size, leaf, proof, root):
    check(0 <= index < size, "the index lies outside the tree")
    node, last, value = index, size - 1, leaf
    for sibling in proof:
        check(last > 0, "the proof is too long")
        if node & 1 or node == last:
            value = node_hash(sibling, value)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        node, last = node >> 1, last >> 1
    check(last == 0 and value == root, "the event is not in the tree")


def check_consistency(first, second, first_root, second_root, proof):
    check(0 < first <= second, "the sizes are in the wrong order")
    if first == second:
        check(not proof and first_root == second_root, "one size, two roots")
        return
    check(proof, "the proof is empty")
    if first & (first - 1) == 0:
        proof = [first_root] + proof
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    left = right = proof[0]
    for sibling in proof[1:]:
        check(last > 0, "the proof is too long")
        if node & 1 or node == last:
            left, right = node_hash(sibling, left), node_hash(sibling, right)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            right = node_hash(right, sibling)
        node, last = node >> 1, last >> 1
    check(last == 0 and left == first_root and right == second_root, "the later tree does not continue the earlier one")


class Frontier:
    """The roots of the perfect subtrees of a growing tree."""

    def __init__(self):
        self.size, self.roots = 0, []

    def append(self, leaf):
        rest = self.size
        while rest & 1:
            leaf, rest = node_hash(self.roots.pop(), leaf), rest >> 1
        self.roots.append(leaf)
        self.size += 1

    def root(self):
        if not self.roots:
            return sha256(b"")
        value = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            value = node_hash(left, value)
        return value


def verify_proof(path, key):
    with open(path, encoding="utf-8") as file:
        bundle = json.load(file)
    check(bundle["format"] == "auditgen-proof/1", "the format is unknown")
    origin, size, root = open_checkpoint(bundle["checkpoint"].encode(), key)
    proof = [base64.b64decode(value, validate=True) for value in bundle["proof"]]
    if bundle["kind"] == "inclusion":
        check_inclusion(bundle["index"], size, leaf_hash(bundle["event"].encode()), proof, root)
        print(f"proven: event {bundle['index']} of {origin}")
    else:
        earlier, first, first_root = open_checkpoint(bundle["from"].encode(), key)
        check(earlier == origin, "the checkpoints are of two logs")
        check_consistency(first, size, first_root, root, proof)
        print(f"proven: size {size} of {origin} continues size {first}")


def verify_journal(folder, key):
    def query(file, sql):
        return sqlite3.connect(f"file:{file}?mode=ro", uri=True).execute(sql)

    ledger = os.path.join(folder, "ledger.db")
    (name,) = next(query(ledger, "SELECT origin FROM ledger"))
    roots = {}
    for (note,) in query(ledger, "SELECT note FROM checkpoints ORDER BY sequence"):
        origin, size, root = open_checkpoint(note, key)
        check(origin == name, f"a checkpoint is of log {origin}")
        check(roots.setdefault(size, root) == root, f"two roots of size {size}")
    check(roots, "there is no checkpoint")
    stored = b"".join(row[0] for row in query(ledger, "SELECT hashes FROM hashes WHERE position < 1 << 56 ORDER BY position"))
    tree = Frontier()
    for segment in sorted(glob.glob(os.path.join(folder, "segment-*.db"))):
        for index, text in query(segment, "SELECT idx, text FROM events ORDER BY idx"):
            check(index == tree.size, f"event {tree.size} is missing")
            leaf = leaf_hash(text)
            check(index >= max(roots) or stored[index * 32:index * 32 + 32] == leaf, f"event {index} was edited")
            tree.append(leaf)
            check(roots.get(tree.size, b"") in (b"", tree.root()), f"the tree of {tree.size} events has another root than was signed")
    check(tree.size >= max(roots), f"{max(roots)} events were signed, {tree.size} are there")
    print(f"valid: {max(roots)} of {tree.size} events of {name}, {len(roots)} sizes signed")


if __name__ == "__main__":
    try:
        {"proof": verify_proof, "journal": verify_journal}[sys.argv[1]](sys.argv[2], Key(sys.argv[3]))
    except (Rejected, ValueError, KeyError, IndexError, OSError, sqlite3.Error) as reason:
        sys.exit(f"rejected: {reason}")
