/** Makes `nodes` the children of `parent` and moves none that stays: a film goes on playing. */
export function sync(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node)
      parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** Keeps the node of each key for as long as its `facts` stay the same. */
export function createKeep() {
  let kept = new Map();
  let next = new Map();
  return {
    node(key, facts, make) {
      const signature = JSON.stringify(facts);
      const old = kept.get(key);
      const entry = old?.signature === signature ? old : { signature, node: make() };
      next.set(key, entry);
      return entry.node;
    },
    /** Forgets what was not asked for since the last call. */
    turn() {
      kept = next;
      next = new Map();
    },
  };
}
