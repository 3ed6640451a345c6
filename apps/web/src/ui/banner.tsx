import { type ReactElement, type ReactNode } from 'react';
import { Icon } from './icon';
import { type IconName } from './icon-names';

/** One line across the window, under the header. */
export function Banner({ icon, children }: { icon: IconName; children: ReactNode }): ReactElement {
  return (
    <div className="gi-banner">
      <div className="container-xxl gi-row">
        <Icon name={icon} size="sm" />
        <span>{children}</span>
      </div>
    </div>
  );
}
