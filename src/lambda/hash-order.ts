/** The order in which Java's HashSet gives these texts: AWS lists the values of an enum so (recorded AWS answers). */
export function hashOrder(texts: readonly string[]): string[] {
  let buckets = 16
  while (texts.length > buckets * 0.75) buckets *= 2
  const bucketOf = (text: string) => {
    const hash = hashCode(text)
    return (hash ^ (hash >>> 16)) & (buckets - 1)
  }
  return texts.toSorted((a, b) => bucketOf(a) - bucketOf(b))
}

/** Java's String.hashCode. */
function hashCode(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0
  return hash
}
