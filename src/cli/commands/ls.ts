import { callJson } from '../client.ts'
import { type Command, exit, print, printJson, printTable } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

interface FunctionLine {
  FunctionName: string
  Runtime?: string
  MemorySize: number
  Timeout: number
  CodeSize: number
  LastModified: string
}

export const command: Command = {
  usage: 'ls',
  summary: 'list the functions',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ options }) {
    const connection = connectionOf(options)
    const functions: FunctionLine[] = []
    for (let marker: string | undefined = ''; marker !== undefined; ) {
      const page: { Functions: FunctionLine[]; NextMarker?: string } = await callJson(connection, {
        method: 'GET',
        path: `/2015-03-31/functions?MaxItems=1000${marker && `&Marker=${encodeURIComponent(marker)}`}`,
      })
      functions.push(...page.Functions)
      marker = page.NextMarker ?? undefined
    }
    if (options.json) for (const line of functions) printJson(line)
    else if (functions.length === 0) print("no functions yet; 'roost deploy FOLDER' makes one")
    else printTable(['NAME', 'RUNTIME', 'MEMORY', 'TIMEOUT', 'CODE', 'MODIFIED'], functions.map(cells))
    return exit.ok
  },
}

const cells = (line: FunctionLine): string[] => [
  line.FunctionName,
  line.Runtime ?? 'image',
  `${line.MemorySize} MB`,
  `${line.Timeout} s`,
  `${line.CodeSize} B`,
  line.LastModified,
]
