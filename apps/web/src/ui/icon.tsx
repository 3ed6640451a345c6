import { type ReactElement } from 'react';
import { spriteUrl } from 'virtual:icon-sprite';
import { type IconName } from './icon-names';

const sizes = { xs: 'icon icon-xs', sm: 'icon icon-sm', md: 'icon' } as const;
const colours = {
  inherit: 'gi-icon',
  primary: 'gi-icon icon-primary',
  danger: 'gi-icon icon-danger',
  warning: 'gi-icon icon-warning',
  success: 'gi-icon icon-success',
  white: 'gi-icon icon-white',
} as const;

interface IconProps {
  readonly name: IconName;
  readonly size?: keyof typeof sizes;
  readonly colour?: keyof typeof colours;
  /** Only when no text beside says the same. */
  readonly label?: string;
}

export function Icon({ name, size = 'sm', colour = 'inherit', label }: IconProps): ReactElement {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={`${sizes[size]} ${colours[colour]}`} focusable="false" {...naming}>
      <use href={`${spriteUrl}#${name}`} />
    </svg>
  );
}
