export { AttachmentRegister } from './attachment-register.js';
export { AttachmentEntity } from './attachment.entity.js';
export { AttachmentsChanged } from './attachments-changed.js';
export { AttachmentsModule } from './attachments.module.js';
export { AttachmentsReader } from './attachments.reader.js';
