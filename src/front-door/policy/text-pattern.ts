/** A condition key's values in this request; undefined where the request has none. */
export type Ask = (key: string) => readonly string[] | undefined

// Wildcards of the policy's author, as against stars and question marks that came in with a variable.
const any = '\u0001'
const one = '\u0002'

/**
 * A text of a policy with its variables filled in (IAM: policy variables) and its wildcards marked; undefined when a
 * variable has no value here, and then it matches nothing.
 */
export function fillIn(text: string, ask: Ask): string | undefined {
  const marked = text.includes('*') || text.includes('?') ? text.replaceAll('*', any).replaceAll('?', one) : text
  if (!marked.includes('${')) return marked
  let complete = true
  const filled = marked.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name === any) return '*'
    if (name === one) return '?'
    if (name === '$') return '$'
    const [, key = name, otherwise] = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$/.exec(name) ?? []
    const values = ask(key.toLowerCase())
    const value = values?.length === 1 ? values[0]! : otherwise
    complete &&= value !== undefined && !value.includes(any) && !value.includes(one)
    return value ?? ''
  })
  return complete ? filled : undefined
}

/** Whether a text is what a filled-in pattern says; linear in practice, never exponential. */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, place, star, resume] = [0, 0, -1, 0]
  while (place < text.length) {
    if (at < pattern.length && (pattern[at] === one || (pattern[at] === text[place] && pattern[at] !== any))) {
      at++
      place++
    } else if (pattern[at] === any) {
      star = at++
      resume = place
    } else if (star !== -1) {
      at = star + 1
      place = ++resume
    } else return false
  }
  while (pattern[at] === any) at++
  return at === pattern.length
}

/** The same text, wildcards taken for themselves. */
export const literal = (pattern: string): string => pattern.replaceAll(any, '*').replaceAll(one, '?')
