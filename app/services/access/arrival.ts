/** Owns what is known of a request before anyone is: the moment, and where it comes from, without personal data. */
export interface Arrival {
	readonly now: Date;
	/** Prefix of the address, /24 or /48, never the whole of it. */
	readonly network: string;
	/** Browser and system in words. */
	readonly device: string;
	/** Identifies the request in the technical log and on the error page. */
	readonly reference: string;
}
