import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { dialerCallTypes } from '../api/methods';
import { readEvent } from '../callTrigger/callEvent';
import { readRecords, type Payload } from '../callTrigger/payload';
import type { ReadParameter } from '../input/parameterReader';
import { callTypesOf, isSimplified, type CallType } from '../operations/callLog';

/** What a user wants of the call log. */
export interface CallLogReader {
	/** Whether the record is about a call of a wanted type. */
	readonly isWanted: (record: IDataObject) => boolean;
	/** The record as it is, or with the fields of Voicenter Dialer Trigger. */
	readonly toOutput: (record: IDataObject) => IDataObject;
}

/** @param zone the IANA time zone of the times */
export function callLogReader(read: ReadParameter, zone: string): CallLogReader {
	const wanted = new Set<CallType>(callTypesOf(read));
	return {
		isWanted: (record) => wanted.has(callTypeOf(record)),
		toOutput: isSimplified(read) ? (record) => simplify(record, zone) : (record) => record,
	};
}

const dialerTypes = Object.entries(dialerCallTypes).flatMap(([callType, types]) =>
	Object.entries(types).map(([name, number]) => ({
		callType: callType as CallType,
		name,
		number: String(number),
		word: wordOf(name),
	})),
);

/** “ProductiveCall Leg1” becomes `productivecallleg1`. */
function wordOf(type: unknown): string {
	return typeof type === 'string' || typeof type === 'number'
		? String(type).toLowerCase().replace(/\s/g, '')
		: '';
}

/** The vendor does not say which of the two fields has the type's name, and which its number. */
const dialerTypeOf = ({ CdrType, Type }: IDataObject) => {
	const words = [wordOf(CdrType), wordOf(Type)];
	return dialerTypes.find(({ number, word }) => words.includes(number) || words.includes(word));
};

const callTypeOf = (record: IDataObject): CallType => dialerTypeOf(record)?.callType ?? 'other';

/** Reads a record as if it had come with a notification, so that both have the same fields. */
function simplify(record: IDataObject, zone: string): IDataObject {
	const event = readEvent(notificationOf(record), zone)?.found?.event;
	if (event === undefined) return record;
	return {
		callId: isFilled(record.CallID) ? event.callId : null,
		leg: event.leg,
		phone: event.phone,
		status: event.status,
		answered: event.answered,
		durationSeconds: event.durationSeconds,
		startedAt: toLocalTime(record.Date, zone),
		agent: { ...event.agent },
		queue: { ...event.queue },
		extension: event.extension,
		recordingUrl: event.recordingUrl,
		keysPressed: event.keysPressed.map((key) => ({ ...key })),
		customVariables: event.customVariables as IDataObject,
	};
}

const notificationOf = (record: IDataObject): Payload => ({
	ivruniqueid: isFilled(record.CallID) ? record.CallID : 'unknown',
	type: dialerTypeOf(record)?.name ?? record.Type,
	status: record.DialStatus,
	duration: record.Duration,
	caller: record.CallerNumber,
	// The extension tells that this is an agent's leg.
	target: isFilled(record.Targetextension) ? record.Targetextension : record.TargetNumber,
	did: record.DID,
	queuename: record.QueueName,
	representative_name: record.RepresentativeName,
	representative_code: record.RepresentativeCode,
	extenUser: record.Targetextension,
	callerextension: record.Callerextension,
	// Matters only for the person's leg of an IVR call: there, the log does not say who has called.
	direction: 'incoming',
	record: record.RecordURL,
	// The number of a layer in the log is not its ID in a notification.
	IVR: readRecords(record.DTMFData).map(({ LayerName, DTMF }) => ({
		layer_name: LayerName,
		Dtmf: DTMF,
	})),
	CustomData: record.CustomData,
});

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** From GMT+0, where the text has no time zone, to the workflow's time zone. */
function toLocalTime(date: unknown, zone: string): string | null {
	const time = DateTime.fromISO(String(date ?? ''), { zone: 'utc' }).setZone(zone);
	return time.isValid ? time.toISO({ suppressMilliseconds: true }) : null;
}
