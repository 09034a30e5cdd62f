// Before npm start and npm test, in plain JavaScript for whatever Node the machine has (20 or later): installs the locked dependencies
// when they are missing or are not those of package-lock.json. Node 24 comes with them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop('Node.js 20 以上が必要です。', `Node.js 20 or later is needed; this is ${process.version}.`);
}
if (!isInstalled()) install();

/** npm writes beside the packages what it installed; other platforms' optional packages are rightly missing there. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const { '': _root, ...locked } = packagesOf('package-lock.json') ?? {};
  if (!installed || !existsSync(path.join(root, 'node_modules/.bin'))) return false;
  const isThere = ([name, { version, optional }]) =>
    installed[name]?.version === version || (optional && !installed[name]);
  return Object.entries(locked).every(isThere) && Object.keys(installed).every((name) => name in locked);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.log('部品を入れています（初回は1〜2分） / installing the dependencies, a minute or two the first time');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, commandArgs] = npm ? [node, [npm, ...args]] : ['npm', args];
  const { status } = spawnSync(command, commandArgs, {
    cwd: root,
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  });
  if (status !== 0) {
    stop(
      '部品を入れられませんでした。ネットワークと npm の設定を確かめ、もう一度実行してください。',
      'The dependencies could not be installed. Check the network and npm’s settings (npm ping), then run the command again.',
    );
  }
}

function stop(ja, en) {
  console.error(`${ja}\n${en}`);
  process.exit(1);
}
