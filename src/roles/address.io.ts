import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a running Roost is reached: for the command line, and for what one of its processes tells of another. */
export interface Address {
  endpoint: string
  region: string
  pid: number
}

const pathOf = (dataDirectory: string): string => join(dataDirectory, 'run', 'address.json')

export function writeAddress(dataDirectory: string, address: Address): void {
  const path = pathOf(dataDirectory)
  writeFileSync(`${path}.new`, JSON.stringify(address), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

export const removeAddress = (dataDirectory: string): void => rmSync(pathOf(dataDirectory), { force: true })

/** Before the first start has written it: what the options say. */
export function endpointOf({
  dataDirectory,
  host,
  port,
}: {
  dataDirectory: string
  host: string
  port: number
}): string {
  try {
    return (JSON.parse(readFileSync(pathOf(dataDirectory), 'utf8')) as Address).endpoint
  } catch {
    return `http://${host}:${port}`
  }
}
