import { z } from 'zod';

export const day = z.iso.date('La data si scrive AAAA-MM-GG.');
export const line = z.string().trim().min(1, 'Campo da compilare.').max(200, 'Al massimo 200 caratteri.');

/** The act by which a body gives a role. */
export const appointmentSchema = z.object({ tipo: line, numero: line, data: day, organo: line }).meta({ id: 'AppointmentAct' });
