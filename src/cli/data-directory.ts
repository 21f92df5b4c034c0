import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { type CommandInput, Complaint, exit } from './command.ts'

/** Where a Roost keeps everything, and how to reach the one that runs there. */
export function dataDirectory(options: CommandInput['options']): string {
  return resolve((options.data as string | undefined) ?? process.env.ROOST_DATA ?? join(homedir(), '.roost'))
}

export const dataOption = { data: { type: 'string' } } as const
export const dataHelp = { data: 'data directory (default ~/.roost, or ROOST_DATA)' } as const

export interface Connection {
  endpoint: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

export function connectionOf(options: CommandInput['options']): Connection {
  const directory = dataDirectory(options)
  const address = readJson<{ endpoint: string; region: string }>(join(directory, 'run', 'address.json'))
  const key = readJson<{ accessKeyId: string; secretAccessKey: string }>(join(directory, 'credentials.json'))
  if (!address || !key)
    throw new Complaint(
      `no Roost runs on ${directory}; start one with 'roost up' (or name its --data)`,
      exit.unavailable,
    )
  return { ...address, ...key }
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return undefined
  }
}
