import type { Clock } from '../base/clock.ts'

/** Counts what is being done, so that a step through time ends when everything that it set going has come to rest. */
export class UnderWay {
  #count = 0
  #waiting: (() => void)[] = []

  get count(): number {
    return this.#count
  }

  /** Returns how to tell that it is over. */
  begin(): () => void {
    this.#count++
    let over = false
    return () => {
      if (over) return
      over = true
      if (--this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve()
    }
  }

  async during<T>(work: Promise<T>): Promise<T> {
    const end = this.begin()
    return await work.finally(end)
  }

  /** The same thing; what its methods promise counts until it is there. */
  watched<T extends object>(thing: T): T {
    return new Proxy(thing, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target)
        if (typeof member !== 'function') return member
        return (...args: unknown[]) => {
          const answer: unknown = Reflect.apply(member, target, args)
          return answer instanceof Promise ? this.during(answer) : answer
        }
      },
    })
  }

  /** A clock whose waits count as being done. */
  counting(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      tick: () => clock.tick(),
      after: (ms, run) => {
        const end = this.begin()
        const timer = clock.after(ms, () => {
          run()
          end()
        })
        return {
          cancel: () => {
            timer.cancel()
            end()
          },
        }
      },
      sleep: (ms, signal) => this.during(clock.sleep(ms, signal)),
    }
  }

  /** Resolves when nothing is under way, at this moment at least. */
  pause(): Promise<void> {
    return this.#count === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }
}
