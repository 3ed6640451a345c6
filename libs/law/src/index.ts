export { LawChanged } from './law-changed.js';
export { LawModule } from './law.module.js';
export { ParameterEntering } from './parameter-entering.js';
export { ParameterRegister } from './parameter-register.js';
export { SuaStanding } from './sua-standing.js';
