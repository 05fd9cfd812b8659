import { runTool, type ToolRun } from './run-tool.js'

const builds = new Map<string, Promise<ToolRun>>()

/** Builds every package into its `dist`, once per process, however many checks need it. */
export function buildPackages(root: string): Promise<ToolRun> {
  const build = builds.get(root) ?? runTool('tsc', ['-b', '--pretty', 'false'], root)
  builds.set(root, build)
  return build
}
