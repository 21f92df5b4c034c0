import type { ResolvedRuntime } from '../runtimes.ts'

/** What AWS's managed runtimes carry beside the language: the AWS SDK for JavaScript, and boto3 with what it stands on. */
export interface AwsSdk {
  /**
   * Resolves once what the code names is there, or is known not to be had now; never rejects. What is missing is fetched,
   * which takes seconds the first time, and nothing after that.
   */
  prepare(runtime: Pick<ResolvedRuntime, 'language' | 'version' | 'command'>, code: PreparedCode): Promise<AwsSdkPlace>
}

export interface PreparedCode {
  taskRoot: string
  optRoot?: string
  /** Equal for equal content; empty: content that may change. */
  key: string
}

export interface AwsSdkPlace {
  /** Where the language finds it, behind everything of the function's own; absent while none was fetched. */
  root?: string
  /** The code names some of it: worth a hook in runtimes where that costs time. */
  named: boolean
}

/** A worker without it. */
export const noAwsSdk: AwsSdk = { prepare: () => Promise.resolve({ named: false }) }
