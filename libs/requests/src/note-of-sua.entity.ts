import { Entity, Index } from 'typeorm';
import { Said } from './said.js';

/** What the SUA notes down for itself: a table that the other side never reads. */
@Entity('notes_of_sua')
@Index('notes_of_sua_sent_once', ['dossierId', 'personId', 'clientId'], { unique: true })
@Index('notes_of_sua_corrected_once', ['corregge'], { unique: true })
@Index('notes_of_sua_of_dossier', ['dossierId', 'at'])
@Index('notes_of_sua_place', ['id', 'dossierId'], { unique: true })
export class NoteOfSuaEntity extends Said {}
