interface Node<T> {
  /** What all below it go on with. */
  label: string
  next: Map<number, Node<T>>
  wanted: T[]
}

/** Many texts, with each of which something is kept; finds those that a value begins, or ends, with. */
export class TextTrie<T> {
  readonly #root: Node<T> = { label: '', next: new Map(), wanted: [] }
  readonly #fromEnd: boolean

  constructor(fromEnd: boolean) {
    this.#fromEnd = fromEnd
  }

  add(text: string, wanted: T): void {
    let node = this.#root
    for (let rest = this.#fromEnd ? reversed(text) : text; ; ) {
      const common = commonLength(node.label, rest)
      if (common < node.label.length) split(node, common)
      rest = rest.slice(common)
      if (rest === '') break
      const unit = rest.charCodeAt(0)
      const next: Node<T> = node.next.get(unit) ?? { label: rest, next: new Map(), wanted: [] }
      node.next.set(unit, next)
      node = next
    }
    node.wanted.push(wanted)
  }

  /** Whether `wants` says so of one of those with a text that this value begins, or ends, with. */
  some(value: string, wants: (wanted: T) => boolean): boolean {
    const { length } = value
    let node: Node<T> | undefined = this.#root
    for (let at = 0; node && this.#goesOn(value, at, node.label); ) {
      at += node.label.length
      for (const wanted of node.wanted) if (wants(wanted)) return true
      if (at === length) return false
      node = node.next.get(value.charCodeAt(this.#fromEnd ? length - 1 - at : at))
    }
    return false
  }

  #goesOn(value: string, at: number, label: string): boolean {
    // That it begins so is known.
    if (label.length < 2) return true
    if (!this.#fromEnd) return value.startsWith(label, at)
    if (label.length > value.length - at) return false
    for (let n = 1; n < label.length; n++)
      if (value.charCodeAt(value.length - 1 - at - n) !== label.charCodeAt(n)) return false
    return true
  }
}

/** By the units of which strings are made. */
function reversed(text: string): string {
  let result = ''
  for (let at = text.length - 1; at >= 0; at--) result += text[at]
  return result
}

function commonLength(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one.charCodeAt(at) === other.charCodeAt(at)) at++
  return at
}

/** What is behind so much of its label becomes a node below it. */
function split<T>(node: Node<T>, at: number): void {
  const below = { label: node.label.slice(at), next: node.next, wanted: node.wanted }
  node.label = node.label.slice(0, at)
  node.next = new Map([[below.label.charCodeAt(0), below]])
  node.wanted = []
}
