import type { EnvironmentSpec } from './worker.ts'

/** What variables are made of beside the function's own configuration. */
export interface VariableSources {
  taskRoot: string
  /** Where the layers lie merged; /opt of Lambda. Absent without layers. */
  optRoot?: string
  /** Where the runtime's programs are: ahead of everything in PATH. */
  runtimeDirectory: string
  /** Where AWS's SDK for the runtime's language lies. */
  awsSdk?: string
  /** Those of the image that the function is packaged in: they are there instead of what Lambda's runtimes set. */
  image?: Readonly<Record<string, string>>
  logGroup: string
  logStream: string
  /** Credentials of the function's role: AWS_ACCESS_KEY_ID and its companions. */
  credentials: Readonly<Record<string, string>>
  /** What the platform adds for all functions, such as AWS_ENDPOINT_URL. */
  platform: Readonly<Record<string, string>>
  /** What the sandbox itself needs, such as TMPDIR. */
  sandbox: Readonly<Record<string, string>>
}

/** The whole environment of a function (Lambda Developer Guide: defined runtime environment variables). */
export function functionVariables(spec: EnvironmentSpec, from: VariableSources): Record<string, string> {
  const own = { ...spec.variables, ...nodePathOf(spec.variables, from) }
  return { ...overridable(spec, from), ...from.platform, ...own, ...reserved(spec, from), ...from.sandbox }
}

const tracing = { AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR', AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000' }
/** Of an image that says none. */
const imagePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What the user's variables may replace. */
function overridable(spec: EnvironmentSpec, from: VariableSources): Record<string, string> {
  const opt = from.optRoot ?? '/opt'
  if (from.image) return { PATH: imagePath, ...tracing, ...from.image }
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: [from.runtimeDirectory, '/usr/local/bin', '/usr/bin/', '/bin', `${opt}/bin`].join(':'),
    LD_LIBRARY_PATH: [from.taskRoot, `${from.taskRoot}/lib`, `${opt}/lib`].join(':'),
    ...tracing,
    ...languagePaths(spec.runtime, opt, from),
  }
}

function languagePaths(runtime: string, opt: string, { taskRoot, awsSdk }: VariableSources): Record<string, string> {
  const node = /^nodejs(\d+)\.x$/.exec(runtime)
  if (node) {
    const layers = [`${opt}/nodejs/node${node[1]}/node_modules`, `${opt}/nodejs/node_modules`]
    return { NODE_PATH: [...layers, ...(awsSdk ? [awsSdk] : []), taskRoot].join(':') }
  }
  const python = /^python(\d+\.\d+)$/.exec(runtime)
  if (python) {
    const layers = [`${opt}/python/lib/python${python[1]}/site-packages`, `${opt}/python`]
    return { PYTHONPATH: [taskRoot, ...layers, ...(awsSdk ? [awsSdk] : [])].join(':'), LC_CTYPE: 'C.UTF-8' }
  }
  return {}
}

/** Who replaces NODE_PATH on Lambda says where Lambda has the SDK, to keep it. */
function nodePathOf({ NODE_PATH }: EnvironmentSpec['variables'], { awsSdk }: VariableSources): Record<string, string> {
  if (NODE_PATH === undefined || awsSdk === undefined) return {}
  const paths = NODE_PATH.split(':').map((path) => (/^\/var\/runtime\/node_modules\/?$/.test(path) ? awsSdk : path))
  return { NODE_PATH: paths.join(':') }
}

/** What Lambda refuses to have set by users. */
function reserved(spec: EnvironmentSpec, from: VariableSources): Record<string, string> {
  const json = spec.logging.format === 'JSON'
  return {
    _HANDLER: spec.handler,
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    ...(!from.image && !spec.runtime.startsWith('provided') && { AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}` }),
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: spec.initialization,
    AWS_LAMBDA_LOG_GROUP_NAME: from.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: from.logStream,
    LAMBDA_TASK_ROOT: from.taskRoot,
    LAMBDA_RUNTIME_DIR: from.runtimeDirectory,
    ...(json && { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: spec.logging.applicationLevel }),
    ...from.credentials,
  }
}

/**
 * Read when a process starts, by the loader, the C library or the runtime: too late for a runtime that has booted.
 * NODE_PATH is not among them, our bootstrap reads it again; NODE_ENV and NODE_TLS_… are read when used.
 */
const atStart =
  /^(NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_DEBUG.*|NODE_COMPILE_CACHE|NODE_ICU_DATA|NODE_V8_COVERAGE|NODE_PENDING_DEPRECATION|NODE_USE_.*|UV_.*|LD_.*|PYTHON.*|LANG|LC_.*|MALLOC_.*|GLIBC_TUNABLES|OPENSSL_CONF|SSL_CERT_.*|AWS_LAMBDA_EXEC_WRAPPER)$/

/** Whether a function's variables ask for a process of its own, not one that has booted already. */
export const needsOwnStart = (variables: Readonly<Record<string, string>>): boolean =>
  Object.keys(variables).some((name) => atStart.test(name))
