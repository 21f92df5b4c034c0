interface Node<T> {
  next: Map<number, Node<T>>
  wanted: T[]
}

/** Many texts, with each of which something is kept; finds those that a value begins, or ends, with. */
export class TextTrie<T> {
  readonly #root: Node<T> = { next: new Map(), wanted: [] }
  readonly #fromEnd: boolean

  constructor(fromEnd: boolean) {
    this.#fromEnd = fromEnd
  }

  add(text: string, wanted: T): void {
    let node = this.#root
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(this.#fromEnd ? text.length - 1 - at : at)
      const next = node.next.get(unit) ?? { next: new Map(), wanted: [] }
      node.next.set(unit, next)
      node = next
    }
    node.wanted.push(wanted)
  }

  /** Whether `wants` says so of one of those with a text that this value begins, or ends, with. */
  some(value: string, wants: (wanted: T) => boolean): boolean {
    let node: Node<T> | undefined = this.#root
    for (let at = 0; ; at++) {
      for (const wanted of node.wanted) if (wants(wanted)) return true
      if (at === value.length) return false
      node = node.next.get(value.charCodeAt(this.#fromEnd ? value.length - 1 - at : at))
      if (!node) return false
    }
  }
}
