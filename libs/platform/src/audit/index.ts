export { Audit, sha256Hex, toChained, type AuditAct } from './audit.js';
export { AuditEntity } from './audit.entity.js';
export { AuditSealEntity } from './audit-seal.entity.js';
export { AuditSealedHeadEntity } from './audit-sealed-head.entity.js';
export { DaySealing, sealKey } from './day-sealing.js';
export { RecordedAct } from './recorded-act.js';
