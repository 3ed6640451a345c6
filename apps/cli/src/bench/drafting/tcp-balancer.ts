import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A plain TCP balancer: each connection goes to the next of the processes, bytes pass as they are. */
export class TcpBalancer {
  private readonly sockets = new Set<Socket>();
  private next = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(ports: readonly number[]): Promise<TcpBalancer> {
    const server = createServer({ noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const balancer = new TcpBalancer(server, (server.address() as AddressInfo).port);
    server.on('connection', (client) => {
      balancer.handOn(client, ports);
    });
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private handOn(client: Socket, ports: readonly number[]): void {
    const port = ports[this.next % ports.length] ?? 0;
    this.next += 1;
    const process = connect({ port, host: '127.0.0.1', noDelay: true });
    for (const [one, other] of [
      [client, process],
      [process, client],
    ] as const) {
      this.sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
