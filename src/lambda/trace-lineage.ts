/** So many runs of one function in one chain are a loop (Lambda Developer Guide: recursive loop detection). */
export const recursionMax = 16

/**
 * The trace header of a run, which carries how often each function has run in its chain: `Lineage=<function>:<runs>|…`.
 * SDKs pass it on with every request that a function makes, and queues with every message.
 */
export function extendLineage(header: string, functionArn: string): { header: string; runs: number } {
  const id = hash(functionArn)
  // As nearly every header comes.
  if (!header.includes('Lineage=')) return { header: `${header};Lineage=${id}:1`, runs: 1 }
  const fields = header.split(';')
  const at = fields.findIndex((field) => field.startsWith('Lineage='))
  const lineage = at === -1 ? [] : fields[at]!.slice('Lineage='.length).split('|')
  const own = lineage.findIndex((entry) => entry.startsWith(`${id}:`))
  const before = own === -1 ? 0 : Number(lineage[own]!.slice(id.length + 1))
  const runs = (Number.isInteger(before) && before >= 0 ? before : 0) + 1
  const entry = `${id}:${runs}`
  const others = lineage.filter((_, index) => index !== own).slice(-othersMax)
  const said = `Lineage=${[...others, entry].join('|')}`
  return { header: [...fields.filter((_, index) => index !== at), said].join(';'), runs }
}

/** Headers stay short, however many functions a chain has. */
const othersMax = 7

/** FNV-1a: eight digits that tell functions of one chain apart. */
function hash(text: string): string {
  let h = 0x811c9dc5
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193)
  return (h >>> 0).toString(16).padStart(8, '0')
}
