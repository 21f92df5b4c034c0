import { Complaint, exit } from './command.ts'

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `90s`, `1m`, `1h30m`, `2d`, `250ms` in milliseconds. */
export function readDuration(words: string): number {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(words))
    throw new Complaint(`'${words}' is no duration: 90s, 1m, 1h30m, 6h, 2d`, exit.usage)
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)]
  return Math.round(parts.reduce((ms, [, number, unit]) => ms + Number(number) * unitMs[unit!]!, 0))
}
