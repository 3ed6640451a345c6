export { authorize, dbContext } from './authorize.js';
export { ConvenzioneEntity } from './convenzione.entity.js';
export { ConvenzioneRegister } from './convenzione-register.js';
export { EnteEntity } from './ente.entity.js';
export { ConvenzioneReader, EnteReader } from './ente.reader.js';
export { IdentityModule } from './identity.module.js';
export { hashPassword } from './password.js';
export { PersonEntity } from './person.entity.js';
export { RoleAssignmentEntity } from './role-assignment.entity.js';
