/** Numbers in order, most of them added at the end. */
export class SortedNumbers {
  readonly #numbers: number[] = []

  get size(): number {
    return this.#numbers.length
  }

  get first(): number | undefined {
    return this.#numbers[0]
  }

  add(number: number): void {
    if (number > (this.#numbers.at(-1) ?? Number.NEGATIVE_INFINITY)) this.#numbers.push(number)
    else this.#numbers.splice(this.#placeOf(number), 0, number)
  }

  delete(number: number): void {
    const place = this.#placeOf(number)
    if (this.#numbers[place] === number) this.#numbers.splice(place, 1)
  }

  *upFrom(after: number): Generator<number> {
    for (let at = this.#placeOf(after + 1); at < this.#numbers.length; at++) yield this.#numbers[at]!
  }

  *downFrom(before = Number.POSITIVE_INFINITY, after = 0): Generator<number> {
    for (let at = this.#placeOf(before) - 1; at >= 0 && this.#numbers[at]! > after; at--) yield this.#numbers[at]!
  }

  /** Where the first number that is not smaller is, or would be. */
  #placeOf(number: number): number {
    let [low, high] = [0, this.#numbers.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#numbers[middle]! < number) low = middle + 1
      else high = middle
    }
    return low
  }
}
