/** The page that follows the item a token names. */
export function pageAfter<T extends { name: string }>(
  items: readonly T[],
  token: string | undefined,
  limit: number,
): { items: T[]; nextToken?: string } {
  const from = token === undefined ? 0 : items.findIndex(({ name }) => name === token) + 1
  const page = items.slice(from, from + limit)
  return { items: page, nextToken: from + limit < items.length ? page.at(-1)?.name : undefined }
}
