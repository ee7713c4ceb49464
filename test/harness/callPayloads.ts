/** Records as Voicenter sends them (vendor's practice), with invented people and numbers. */
const call = {
	caller: '0722776772',
	time: 1784120400,
	duration: 74,
	ivruniqueid: '2026071513ab12cd34',
	status: 'ANSWER',
	did: '0722776772',
	queueid: 17,
	queuename: 'מכירות',
	record: 'https://recordings.example/ab12cd34.mp3',
	price: 0,
	dialtime: 6,
	representative_name: 'דנה לוי',
	representative_code: '12345678',
	target_country: 'Israel',
	caller_country: 'Israel',
	seconds_waiting_in_queue: 3,
	OriginalIvrUniqueID: '2026071513ab12cd34',
	DepartmentName: 'Sales',
	DepartmentID: 1,
	extenUser: 'SIPSIP',
	isAnswer: 1,
	actualCallDuration: 68,
	actualCallDialtime: 6,
	IVR: [{ layer_id: 5, layer_name: 'Welcome', layer_number: 1, Dtmf: 2, dtmf_order: 1 }],
	CustomData: { var_lead_id: '1017', var_name: 'יוסי' },
};

/** The agent dialer rings the agent… */
export const agentLeg = {
	...call,
	type: 'ProductiveCall Leg1',
	target: 'SIPSIP',
	callerPhone: '0501234567',
	direction: 'Outgoing',
};

/** …and calls the customer. */
export const customerLeg = {
	...call,
	type: 'ProductiveCall Leg2',
	target: '0501234567',
	callerPhone: '0501234567',
	direction: 'Outgoing',
};

/** A predictive or IVR campaign's call. */
export const ivrCall = {
	...call,
	type: 'Click 2 IVR',
	target: '972501234567',
	aiData: {
		insights: { summary: 'Wants fiber', questions: [], participants: [] },
		emotions: { sentences: [] },
		transcript: [{ text: 'שלום' }],
	},
};

/** As form fields, which are all text. */
export const asForm = (record: object): Record<string, string> =>
	Object.fromEntries(
		Object.entries(record).map(([name, value]) => [
			name,
			typeof value === 'object' ? JSON.stringify(value) : String(value),
		]),
	);

export const popUp = {
	phone: '972501234567',
	callerName: 'יוסי כהן',
	ivrid: '2026071513ef56ab78',
	extenUser: 'SIPSIP',
	did: '0722776772',
	status: 'Ringing',
	direction: 'Outgoing',
	recordFile: 'https://recordings.example/ef56ab78.mp3',
	isMuted: false,
	callStarted: 1784120400,
	isAnswered: false,
	callAnswered: 0,
	currentCall: {
		callerphone: '972501234567',
		callstatus: 'Ringing',
		ivrid: '2026071513ef56ab78',
		customdata: { var_lead_id: '1017' },
	},
};

export const olderPopUp = {
	phone: '0501234567',
	ivrid: '2026071513ef56ab79',
	extenUser: 'SIPSIP',
	did: '0722776772',
	statusCall: 'Ringing',
};
