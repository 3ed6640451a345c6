import { bareProducer, bareWorker } from './outbox-bare.js';
import { productProducer, productWorker } from './outbox-product.js';

/** Entry of the child processes of the figure `outbox-jobs`; the argument says which one this is. */
const roles: Record<string, () => void | Promise<void>> = { bareProducer, bareWorker, productProducer, productWorker };

const role = roles[process.argv[2] ?? ''];
if (role === undefined) throw new Error(`no role ${process.argv[2] ?? ''}`);
process.on('disconnect', () => {
  process.exit();
});
void role();
