import { createHash } from 'node:crypto'

/**
 * The directory of a log group. Names are chosen by users: they may differ in case alone, be longer than a file's name or
 * mean another directory. The hash tells them apart; what is readable is for people who look.
 */
export function directoryOf(group: string): string {
  const readable = group.replaceAll(/[^a-zA-Z0-9_-]+/g, '-').slice(-60)
  return `${readable}.${createHash('sha256').update(group).digest('hex').slice(0, 24)}`
}
