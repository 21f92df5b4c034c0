import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { mayImport, openRooms } from './rooms.ts'

test('rooms are entered by their doors, in the direction of the table, and pure code imports no I/O', () => {
  const complaints: string[] = []
  for (const file of globSync('src/*/**/*.ts')) {
    const room = file.split('/')[1]!
    // Roles wire and the CLI speaks to people: both touch the world by nature.
    const pure = !/\.(io|test)\.ts$/.test(file) && room !== 'roles' && room !== 'cli'
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import\()\s*'(\.[^']+)'/g)) {
      const [, target = '', ...path] = posix.join(posix.dirname(file), specifier).split('/')
      const inside = path.join('/')
      if (pure && inside.endsWith('.io.ts'))
        complaints.push(`${file}: pure code may not import ${specifier}; take an interface`)
      if (target === room || !posix.join(posix.dirname(file), specifier).startsWith('src/')) continue
      const atTheDoor =
        openRooms.has(target) || inside === `${target}.ts` || (wires(room, target) && inside.endsWith('.io.ts'))
      if (!mayImport[room]?.includes(target)) complaints.push(`${file}: ${room} may not import ${target}`)
      else if (!atTheDoor) complaints.push(`${file}: enter ${target} by ${target}.ts, not ${inside}`)
    }
  }
  assert.deepEqual(complaints, [])
})

/** Roles fit hands to heads everywhere; the command line starts roles. */
const wires = (room: string, target: string): boolean => room === 'roles' || (room === 'cli' && target === 'roles')
