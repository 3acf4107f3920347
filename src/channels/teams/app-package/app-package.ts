import { colourIcon, outlineIcon } from './icons.ts';
import { ICONS, type Packaged, teamsManifest } from './manifest.ts';
import { storedZip } from './zip.ts';

/** The zip archive that a Teams administrator uploads. */
export function teamsAppPackage(packaged: Packaged): Uint8Array {
  return storedZip({
    'manifest.json': Buffer.from(`${JSON.stringify(teamsManifest(packaged), null, 2)}\n`),
    [ICONS.color]: colourIcon(),
    [ICONS.outline]: outlineIcon(),
  });
}
