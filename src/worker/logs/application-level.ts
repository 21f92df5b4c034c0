const rank: Readonly<Record<string, number>> = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 }

/**
 * Whether a line of a custom runtime passes the application log level. Our own runtimes filter for themselves.
 * A line without a level that can be read counts as INFO (Lambda Developer Guide: log level filtering).
 */
export function passesLevel(line: string, minimum: string): boolean {
  const least = rank[minimum] ?? 0
  return least <= rank.TRACE! || levelOf(line) >= least
}

function levelOf(line: string): number {
  if (!line.startsWith('{')) return rank.INFO!
  try {
    const { level } = JSON.parse(line) as { level?: unknown }
    return (typeof level === 'string' ? rank[level.toUpperCase()] : undefined) ?? rank.INFO!
  } catch {
    return rank.INFO!
  }
}
