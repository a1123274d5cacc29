import type { LookupFunction } from 'node:net';
import { isPublic } from './public-address.ts';
import { AddressRefusedError } from './url-rules.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Resolves all addresses of a name. Rejects if there is none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/**
 * A lookup for a socket that returns exactly the addresses that it checked, so a name cannot change
 * between the check and the connection. One address that is not public rejects the whole name.
 */
export function checkedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublic(address))) {
          callback(new AddressRefusedError('the name leads to a private network'), '', 0);
          return;
        }
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        const cause = error instanceof Error ? error : new Error('the name was not found');
        callback(cause, '', 0);
      },
    );
  };
}
