// Chance that can be repeated: the same seed, the same run.

export class Chance {
  #state

  constructor(seed) {
    this.#state = seed >>> 0
  }

  /** From 0 to below 1 (mulberry32, T. Ettinger 2017, public domain). */
  next() {
    let mixed = (this.#state = (this.#state + 0x6d2b79f5) >>> 0)
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(limit) {
    return Math.floor(this.next() * limit)
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  /** One of the names, as often as its number says beside the others'. */
  weighted(weights) {
    let left = this.next() * Object.values(weights).reduce((sum, one) => sum + one, 0)
    for (const [name, weight] of Object.entries(weights)) {
      left -= weight
      if (left < 0) return name
    }
    return Object.keys(weights)[0]
  }
}
