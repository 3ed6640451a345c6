export { DeskModule as DeskWorkerModule } from './desk.module.js';
