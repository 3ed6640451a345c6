import { spawnSync } from 'node:child_process';
import { Progress, Stop } from './messages.mjs';
import { runCommand } from './run-command.mjs';

const office = [
  'libreoffice-writer-nogui',
  'python3-uno',
  'fonts-liberation',
  'fonts-dejavu-core',
  'fonts-crosextra-carlito',
  'fonts-crosextra-caladea',
];

/** Package → the program whose presence is enough where dpkg does not exist. */
const programs = {
  'redis-server': 'redis-server',
  'libreoffice-writer-nogui': 'soffice',
  chromium: 'chromium',
  'poppler-utils': 'pdftotext',
  unzip: 'unzip',
  radosgw: 'radosgw',
};

function wanted(set) {
  const redis = process.env.REDIS_URL ? [] : ['redis-server'];
  if (set === 'run') return [...redis, ...office];
  return ['redis-server', ...office, 'chromium', 'poppler-utils', 'unzip', 'radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'];
}

function missingOf(packages) {
  const query = spawnSync('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...packages], { encoding: 'utf8' });
  if (query.error) return packages.filter((name) => programs[name] !== undefined && spawnSync('which', [programs[name]]).status !== 0);
  const installed = new Set(query.stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])));
  return packages.filter((name) => !installed.has(name));
}

/**
 * Run as root. Debian starts and enables the services it installs; ours are started by the product, on ports and in
 * directories of their own, so the policy file forbids it for the time of the installation only.
 */
const script = `
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy && chmod 755 $policy
  trap 'rm -f $policy' EXIT
  trap 'exit 1' HUP INT TERM
fi
export DEBIAN_FRONTEND=noninteractive
dpkg --configure -a
apt-get update -qq -o Acquire::Retries=3 || echo 'apt-get update did not succeed: going on with the lists that are there'
apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 $STATUS "$@" || exit 1
if [ -d /run/systemd/system ]; then
  case " $* " in *" redis-server "*) systemctl disable --now redis-server.service || true ;; esac
  case " $* " in *" ceph-mon "*) systemctl disable --now ceph.target || true ;; esac
fi
`;

function privilege() {
  if (process.getuid() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

const purposes = {
  run: 'Redis per le code, LibreOffice e i caratteri per i PDF',
  test: 'come sopra, più browser, strumenti PDF e archivio S3 per le prove',
};

/** Installs the Debian packages of the set that are missing. */
export async function ensureDebianPackages(set) {
  const missing = missingOf(wanted(set));
  if (missing.length === 0) return;
  const byHand = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (spawnSync('apt-get', ['--version']).error) {
    throw new Stop(
      `Mancano dei programmi (${missing.join(', ')}) e qui non c’è apt-get.`,
      'Installali con il gestore di pacchetti di questa macchina.',
    );
  }
  const prefix = privilege();
  if (prefix === undefined) {
    throw new Stop(`Mancano dei pacchetti di sistema e servono i diritti di amministratore per installarli.`, `Esegui: ${byHand}`);
  }
  const progress = new Progress(`Installo ${missing.join(', ')} (${purposes[set]})`);
  // sudo closes descriptor 3, so percents are known only to root; everybody else sees dots.
  const status = prefix.length === 0 ? '-o APT::Status-Fd=3' : '';
  const [command, ...args] = [...prefix, 'env', `STATUS=${status}`, 'sh', '-c', script, 'install', ...missing];
  const onStatus = (line) => {
    const [kind, , percent] = line.split(':');
    if (kind === 'pmstatus') progress.advance(Number(percent));
  };
  const result = await runCommand(command, args, prefix.length === 0 ? { onStatus } : {});
  const left = missingOf(missing);
  if (result.code === 0 && left.length === 0) return progress.done();
  progress.failed();
  throw new Stop(
    `Questi pacchetti non si installano: ${left.join(', ')}\n${result.tail()}`,
    `Controlla la rete e le sorgenti apt, poi ripeti; a mano: ${byHand}`,
  );
}
