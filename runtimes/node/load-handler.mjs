import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RuntimeError } from './errors.mjs'
import { explainMissing } from './missing-module.mjs'
import { isStreaming } from './stream.mjs'

/** What `require` says it was called from, as on Lambda. */
const require = createRequire('/var/runtime/index.mjs')

/** From here on handlers may not take a callback. */
const callbacksUntil = 24
const nodeMajor = Number(process.versions.node.split('.')[0])

/**
 * Loads `folder/file.export.nested`.
 * @param {string} taskRoot
 * @param {string} handler
 * @returns {Promise<Function>}
 */
export async function loadHandler(taskRoot, handler) {
  const { folder, file, path } = parseHandler(handler)
  const module = await loadModule(taskRoot, folder, file)
  const fn = path.split('.').reduce((nested, key) => nested?.[key], module)
  if (!fn) throw new RuntimeError('HandlerNotFound', `${handler} is undefined or not exported`)
  if (typeof fn !== 'function') throw new RuntimeError('HandlerNotFound', `${handler} is not a function`)
  if (nodeMajor >= callbacksUntil && fn.length >= 3 && !isStreaming(fn)) {
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    )
  }
  return fn
}

/** @param {string} handler */
function parseHandler(handler) {
  if (handler.includes('..')) {
    throw new RuntimeError(
      'MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    )
  }
  const name = basename(handler)
  const match = /^([^.]*)\.(.*)$/.exec(name)
  if (!match) throw new RuntimeError('MalformedHandlerName', 'Bad handler')
  return { folder: handler.slice(0, handler.indexOf(name)), file: match[1], path: match[2] }
}

/**
 * @param {string} taskRoot
 * @param {string} folder
 * @param {string} file
 */
async function loadModule(taskRoot, folder, file) {
  const path = resolve(taskRoot, folder, file)
  try {
    if (existsSync(path)) return require(path)
    const script = `${path}.js`
    if (existsSync(script)) return isModuleScope(dirname(script)) ? await importFile(script) : require(script)
    if (existsSync(`${path}.mjs`)) return await importFile(`${path}.mjs`)
    if (existsSync(`${path}.cjs`)) return require(`${path}.cjs`)
    return require(require.resolve(file, { paths: [taskRoot, resolve(taskRoot, folder)] }))
  } catch (error) {
    throw asRuntimeError(explainMissing(error))
  }
}

/** @param {string} path */
const importFile = (path) => import(pathToFileURL(path).href)

/** @param {any} error */
function asRuntimeError(error) {
  if (error instanceof SyntaxError) return rename(error, 'UserCodeSyntaxError')
  if (error?.code === 'MODULE_NOT_FOUND') return rename(error, 'ImportModuleError')
  return error
}

/**
 * @param {Error} error
 * @param {string} name
 */
function rename(error, name) {
  const renamed = new RuntimeError(name, String(error))
  const [, ...frames] = (renamed.stack ?? '').split(`${renamed.message}\n`)
  renamed.stack =
    name === 'UserCodeSyntaxError' ? error.stack : [`${renamed.name}: ${renamed.message}`, ...frames].join('\n')
  return renamed
}

/**
 * Whether a .js file here is a module: what the nearest package.json says.
 * @param {string} folder
 * @returns {boolean}
 */
function isModuleScope(folder) {
  if (folder.endsWith('/node_modules')) return false
  const description = join(folder, 'package.json')
  if (existsSync(description)) {
    try {
      return JSON.parse(readFileSync(description, 'utf8')).type === 'module'
    } catch (error) {
      console.warn(`${description} cannot be read, its type will be ignored for ES module detection.`, error)
      return false
    }
  }
  return folder === '/' ? false : isModuleScope(dirname(folder))
}
