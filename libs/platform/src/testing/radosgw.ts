import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from '../services/free-port.js';

const run = promisify(execFile);

export interface Radosgw {
  endpoint: string;
  accessKey: string;
  secretKey: string;
  /** Freezes (SIGSTOP) or wakes the gateway: an S3 store that hangs. */
  pause(): void;
  resume(): void;
  /** Kills the gateway and starts it again on the same port and data: an S3 store that is gone for a while. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Stops every process and removes the data. */
  stop(): Promise<void>;
}

const ACCESS_KEY = 'gare-test';
const SECRET_KEY = 'gare-test-secret-key';

/**
 * Starts a whole Ceph object store (monitor, one OSD, radosgw) on an empty directory and free ports of 127.0.0.1,
 * from Debian's packages ceph-mon, ceph-osd, ceph-common and radosgw. Takes about 18 s. Processes die with `stop`.
 */
export async function startRadosgw(): Promise<Radosgw> {
  if (!existsSync('/usr/bin/radosgw')) throw new Error('radosgw is not installed: apt-get install radosgw ceph-mon ceph-osd ceph-common');
  const directory = await mkdtemp(join(tmpdir(), 'gare-radosgw-'));
  const cluster = new CephCluster(directory);
  try {
    await cluster.start();
  } catch (error) {
    const tail = await cluster.logTail();
    await cluster.stop();
    throw new Error(`radosgw did not start: ${String(error)}\n${tail}`, { cause: error });
  }
  return {
    endpoint: cluster.endpoint,
    accessKey: ACCESS_KEY,
    secretKey: SECRET_KEY,
    pause: () => {
      cluster.signalGateway('SIGSTOP');
    },
    resume: () => {
      cluster.signalGateway('SIGCONT');
    },
    kill: () => cluster.killGateway(),
    restart: () => cluster.startGateway(),
    stop: () => cluster.stop(),
  };
}

class CephCluster {
  endpoint = '';
  private port = 0;
  private readonly processes: ChildProcess[] = [];
  private gateway: ChildProcess | undefined;
  private readonly configuration: string;
  private readonly killChildren = (): void => {
    for (const child of this.processes) child.kill('SIGKILL');
  };

  constructor(private readonly directory: string) {
    this.configuration = join(directory, 'ceph.conf');
  }

  async start(): Promise<void> {
    process.once('exit', this.killChildren);
    const [monitorPort = 0, gatewayPort = 0] = await freePorts(2);
    this.port = gatewayPort;
    this.endpoint = `http://127.0.0.1:${gatewayPort}`;
    const fsid = randomUUID();
    await mkdir(join(this.directory, 'mon'));
    await mkdir(join(this.directory, 'osd'));
    await writeFile(this.configuration, configurationText({ directory: this.directory, fsid, monitorPort, gatewayPort }));
    await this.startMonitor(fsid, monitorPort);
    await this.startOsd();
    await this.startGateway();
    await this.ceph('radosgw-admin', [
      '-n',
      'client.rgw',
      'user',
      'create',
      '--uid=gare',
      '--display-name=gare',
      `--access-key=${ACCESS_KEY}`,
      `--secret-key=${SECRET_KEY}`,
    ]);
  }

  signalGateway(signal: NodeJS.Signals): void {
    this.gateway?.kill(signal);
  }

  async killGateway(): Promise<void> {
    const gateway = this.gateway;
    if (gateway === undefined) return;
    gateway.kill('SIGKILL');
    await untilExit(gateway);
  }

  async startGateway(): Promise<void> {
    this.gateway = this.daemon('radosgw', ['-n', 'client.rgw', '-f']);
    await until('radosgw to answer', 60_000, async () => {
      if (this.gateway?.exitCode !== null) throw new Error('radosgw ended at once');
      return fetch(`http://127.0.0.1:${this.port}/`).then((response) => response.status < 500);
    });
  }

  async stop(): Promise<void> {
    process.removeListener('exit', this.killChildren);
    this.killChildren();
    await Promise.all(this.processes.map(untilExit));
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  async logTail(): Promise<string> {
    const text = await readFile(join(this.directory, 'output.log'), 'utf8').catch(() => '');
    return text.split('\n').slice(-15).join('\n');
  }

  private async startMonitor(fsid: string, port: number): Promise<void> {
    const map = join(this.directory, 'monmap');
    await run('monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', `[v1:127.0.0.1:${port}]`, map]);
    await this.ceph('ceph-mon', ['--mkfs', '-i', 'a', '--monmap', map]);
    this.daemon('ceph-mon', ['-i', 'a', '-f']);
    await until('the monitor', 30_000, async () => (await this.ask('-s')) !== '');
  }

  private async startOsd(): Promise<void> {
    const uuid = randomUUID();
    await until('the monitor to know the OSD', 30_000, async () => (await this.ask('osd', 'new', uuid)) !== '');
    await this.ceph('ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', uuid]);
    let osd = this.daemon('ceph-osd', ['-i', '0', '-f']);
    await until('the OSD', 60_000, async () => {
      // Its own first commands may be refused like anybody's (see `ask`); then it ends, and is started once more.
      if (osd.exitCode !== null) osd = this.daemon('ceph-osd', ['-i', '0', '-f']);
      return (await this.ask('osd', 'stat')).includes('1 up');
    });
  }

  /**
   * Asks the monitor. To be repeated (`until`): without authentication the client may send its command before it knows
   * the cluster's id, and the monitor refuses a command for another cluster.
   */
  private ask(...command: string[]): Promise<string> {
    return this.ceph('ceph', command);
  }

  private async ceph(command: string, args: string[]): Promise<string> {
    const { stdout, stderr } = await run(command, ['-c', this.configuration, ...args], { timeout: 30_000 });
    return stdout + stderr;
  }

  private daemon(command: string, args: string[]): ChildProcess {
    const log = openSync(join(this.directory, 'output.log'), 'a');
    const child = spawn(command, ['-c', this.configuration, ...args], { stdio: ['ignore', log, log] });
    this.processes.push(child);
    return child;
  }
}

function configurationText(at: { directory: string; fsid: string; monitorPort: number; gatewayPort: number }): string {
  return `[global]
fsid = ${at.fsid}
mon_host = [v1:127.0.0.1:${at.monitorPort}]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
# One message protocol without authentication: everything stays on the loopback of one test run.
ms_bind_msgr2 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
# Daemons take the cluster's id from this file: asked from the monitor it may come after the first command, which is then refused.
no_mon_config = true
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
mon_warn_on_pool_no_redundancy = false
mon_data_avail_crit = 1
run_dir = ${at.directory}
admin_socket = ${at.directory}/$name.asok
pid_file = ${at.directory}/$name.pid
log_file = ${at.directory}/$name.log
mon_cluster_log_file = ${at.directory}/cluster.log
[mon]
mon_data = ${at.directory}/mon
[osd]
osd_data = ${at.directory}/osd
osd_objectstore = bluestore
# A sparse file: only what is written takes room.
bluestore_block_size = 21474836480
osd_memory_target = 939524096
osd_class_load_list = *
osd_class_default_list = *
[client.rgw]
# Without tcp_nodelay every small answer waits 40 ms.
rgw_frontends = beast endpoint=127.0.0.1:${at.gatewayPort} tcp_nodelay=1
rgw_data = ${at.directory}/rgw
rgw_enable_usage_log = false
rgw_relaxed_s3_bucket_names = false
`;
}

async function untilExit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
}

async function until(what: string, timeoutMs: number, ready: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown = 'not ready';
  while (performance.now() < deadline) {
    try {
      if (await ready()) return;
    } catch (error) {
      last = error;
    }
    await sleep(100);
  }
  throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}: ${String(last)}`);
}
