import { Entity, Index } from 'typeorm';
import { Said } from './said.js';

/** What the comune notes down for itself: a table that the other side never reads. */
@Entity('notes_of_comune')
@Index('notes_of_comune_sent_once', ['dossierId', 'personId', 'clientId'], { unique: true })
@Index('notes_of_comune_corrected_once', ['corregge'], { unique: true })
@Index('notes_of_comune_of_dossier', ['dossierId', 'at'])
@Index('notes_of_comune_place', ['id', 'dossierId'], { unique: true })
export class NoteOfComuneEntity extends Said {}
