import { lstatSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { Complaint, exit } from './command.ts'

/** The same bytes for the same files: entries sorted, times fixed, modes kept. */
export async function zipFolder(folder: string): Promise<Buffer> {
  const zip = new ZipFile()
  const files = filesBelow(folder)
  if (files.length === 0) throw new Complaint(`${folder} has no files`, exit.dataError)
  for (const file of files) zip.addFile(file, relative(folder, file), { mtime: new Date('2000-01-01T00:00:00Z') })
  zip.end()
  return buffer(zip.outputStream)
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.split('/').includes('.git'))
      .map((name) => join(folder, name))
      .filter((path) => lstatSync(path).isFile())
      .sort()
  } catch (error) {
    throw new Complaint(`cannot read ${folder}: ${(error as Error).message}`, exit.notFound)
  }
}
