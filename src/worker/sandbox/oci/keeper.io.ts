import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * A shell beside the worker that mounts and unmounts for it: a millisecond each, where a process of its own costs the
 * worker three. When the worker is gone, however it went, the keeper ends what it has left: containers are nobody's
 * children.
 */
export interface Keeper {
  /**
   * Runs a line of shell; rejects with what it printed. In order, one at a time. Never more than a line: what a folder's
   * name has after a line's end would be a command of its own, whatever the quotes around it.
   */
  run(line: string): Promise<void>
  close(): Promise<void>
}

/**
 * Answers each line with `0`, or with a number and what was said about it. Not by echo, which makes line ends, thus more
 * answers, of a backslash and an n in a folder's name.
 */
const script = `while IFS= read -r line; do
  if said=$(eval "$line" 2>&1 </dev/null); then echo 0; else printf '1 %s\\n' "$(printf %s "$said" | tr '\\n' ' ')"; fi
done
eval "$0"`

export function openKeeper(atTheEnd: string): Keeper {
  // Not in our group: a signal from the terminal is for the worker.
  const shell = spawn('sh', ['-c', script, atTheEnd], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  return new ShellKeeper(shell)
}

class ShellKeeper implements Keeper {
  #shell: ChildProcess
  #ended = false
  #waiting: { resolve: () => void; reject: (error: Error) => void }[] = []

  constructor(shell: ChildProcess) {
    this.#shell = shell
    createInterface({ input: shell.stdout! }).on('line', (answer) => {
      const next = this.#waiting.shift()
      if (answer === '0') next?.resolve()
      else next?.reject(new Error(answer.slice(2)))
    })
    shell.stdin!.on('error', () => {})
    shell.once('close', () => {
      this.#ended = true
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the keeper of mounts has ended'))
    })
  }

  run(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(new Error('the keeper of mounts has ended'))
      if (line.includes('\n')) return reject(new Error(`a name with a line's end in it: ${JSON.stringify(line)}`))
      this.#waiting.push({ resolve, reject })
      this.#shell.stdin!.write(`${line}\n`)
    })
  }

  async close(): Promise<void> {
    if (this.#ended) return
    const ended = new Promise((resolve) => this.#shell.once('close', resolve))
    this.#shell.stdin!.end()
    await ended
  }
}
